/**
 * Headers as systems and people write them, each column with the field it fills: `name > field`,
 * `-` where it fills none, `amount+` and `amount-` for the sides of an amount.
 */
export interface HeaderSet {
  readonly dataset: "ledger" | "purchase" | "invoice";
  readonly header: string;
}

const ledger: readonly string[] = [
  "Posting Date>posting_date|Account>ledger_account|Account Name>account_name|Debit>amount+|Credit>amount-|Currency>currency|Cost Center>cost_centre|Description>line_text",
  "Acct No>ledger_account|Acct Desc>account_name|Post Date>posting_date|Doc No>document_number|Amt>amount|Curr>currency|Dept>cost_centre",
  "G/L Acct>ledger_account|Pstng Date>posting_date|Doc. Date>document_date|DocumentNo>document_number|Amount in local cur.>amount|LCurr>currency|Text>line_text|Cost Ctr>cost_centre",
  "Buchungsdatum>posting_date|Belegdatum>document_date|Belegnummer>document_number|Konto>ledger_account|Kontobezeichnung>account_name|Soll>amount+|Haben>amount-|Währung>currency|Kostenstelle>cost_centre|Buchungstext>line_text",
  "Buch.-Datum>posting_date|Beleg-Nr.>document_number|Sachkonto>ledger_account|Betrag>amount|Whg>currency|KSt>cost_centre|Text>line_text",
  "Buchungsdat.>posting_date|Belegnr.>document_number|Sachkonto-Nr.>ledger_account|Betrag in Hauswährung>amount|Hauswährung>currency|Kostenst.>cost_centre",
  "Date comptable>posting_date|Numéro de compte>ledger_account|Intitulé du compte>account_name|Débit>amount+|Crédit>amount-|Devise>currency|Libellé>line_text|Centre de coût>cost_centre",
  "Compte>ledger_account|Date comptable>posting_date|Montant>amount|Devise>currency|Libellé>line_text|Réf.>reference",
  "Fecha contable>posting_date|Cuenta contable>ledger_account|Importe>amount|Moneda>currency|Centro de coste>cost_centre|Concepto>line_text",
  "Fecha>posting_date|Cuenta>ledger_account|Debe>amount+|Haber>amount-|Moneda>currency|Descripción>line_text",
  "Data registrazione>posting_date|Conto>ledger_account|Importo>amount|Divisa>currency|Centro di costo>cost_centre|Descrizione>line_text",
  "Boekdatum>posting_date|Grootboekrekening>ledger_account|Omschrijving>line_text|Debet>amount+|Credit>amount-|Kostenplaats>cost_centre|Currency>currency",
  "Journal ID>document_number|Line No>line_number|Effective Date>posting_date|Account Code>ledger_account|DR>amount+|CR>amount-|CCY>currency|Narration>line_text",
  "Voucher No>document_number|Voucher Type>document_type|Posting Date>posting_date|Account>ledger_account|Debit (EUR)>amount+|Credit (EUR)>amount-|Remarks>line_text|Cost Center>cost_centre",
  "Entity>entity|Period>period|Account Number>ledger_account|Account Description>account_name|Net Amount>amount|Currency Code>currency|Department>cost_centre|Project>project",
  "Company Code>entity|Fiscal Year>fiscal_year|Posting Period>period|G/L Account>ledger_account|Amount in Company Code Currency>amount|Company Code Currency>currency|Cost Center>cost_centre|Supplier>vendor_name|Purchasing Document>purchase_order",
  "Bukrs>entity|Gjahr>fiscal_year|Belnr>document_number|Buzei>line_number|Hkont>ledger_account|Budat>posting_date|Bldat>document_date|Hwaer>currency|Dmbtr>amount|Kostl>cost_centre|Sgtxt>line_text|Lifnr>vendor_id|Ebeln>purchase_order",
  "Ledger>entity|Period Name>period|Accounting Date>posting_date|Journal Batch Name>-|Account>ledger_account|Accounted DR>amount+|Accounted CR>amount-|Currency Code>currency|Line Description>line_text",
  "Subsidiary>entity|Date>posting_date|Period>period|Document Number>document_number|Account>ledger_account|Amount (Debit)>amount+|Amount (Credit)>amount-|Currency>currency|Department>cost_centre|Memo>line_text|Type>document_type",
  "Journal Number>document_number|Accounting Date>posting_date|Ledger Account>ledger_account|Ledger Debit Amount>amount+|Ledger Credit Amount>amount-|Currency>currency|Cost Center>cost_centre|Line Memo>line_text|Company>entity",
  "Voucher>document_number|Date>posting_date|Main account>ledger_account|Account name>account_name|Amount>amount|Currency>currency|Description>line_text|Legal entity>entity",
  "Nominal Code>ledger_account|Date>posting_date|Ref>reference|Details>line_text|Debit>amount+|Credit>amount-|Dept>cost_centre|Currency>currency",
  "Entry No.>document_number|Posting Date>posting_date|G/L Account No.>ledger_account|Description>line_text|Amount>amount|Currency Code>currency|Document Type>document_type|Document No.>-",
  "Acount>ledger_account|Postng Date>posting_date|Amount>amount|Currency>currency|Descrption>line_text",
  "Ledger Acct>ledger_account|Posting Dt>posting_date|Debit Amt>amount+|Credit Amt>amount-|Currency>currency|Cost Cntr>cost_centre|Vendor Nm>vendor_name",
  "GL Code>ledger_account|GL Date>posting_date|Local Amount>amount|Local Currency>currency|CC>cost_centre|Invoice No>reference|PO No>purchase_order",
  "Account_Code>ledger_account|Account_Name>account_name|Entry_Date>posting_date|Debit_Amount>amount+|Credit_Amount>amount-|Currency_Code>currency|Cost_Center>cost_centre|Line_Text>line_text",
  "LedgerAccount>ledger_account|PostingDate>posting_date|DocumentNo>document_number|SignedAmount>amount|CurrencyCode>currency|CostCentre>cost_centre",
  "Geschäftsjahr>fiscal_year|Periode>period|Buchungskreis>entity|Sachkonto>ledger_account|Betrag Hauswährung>amount|Hauswährung>currency|Kreditor>vendor_name|Bestellnummer>purchase_order",
  "Mandant>entity|Buchungsperiode>period|Hauptbuchkonto>ledger_account|Kontenbezeichnung>account_name|Sollbetrag>amount+|Habenbetrag>amount-|Währg>currency|Referenz>reference",
  "Account ID>ledger_account|Journal Date>posting_date|Journal No>document_number|Source>document_type|Reference>reference|Net Amount>amount|Base Currency>currency|Tax Code>tax_code",
  "Business Unit>entity|Ledger Account>ledger_account|Accounting Period>period|Fiscal Year>fiscal_year|Ledger Amount>amount|Ledger Currency>currency|Dept>cost_centre|WBS Element>project",
];

const purchase: readonly string[] = [
  "PO Number>document_number|Line>line_number|Order Date>document_date|Vendor>vendor_name|Description>description|Quantity>quantity|Unit Price>unit_price|Amount>amount|Currency>currency|Cost Centre>cost_centre",
  "Purch.Doc.>document_number|Item>line_number|Doc. Date>document_date|Vendor>vendor_name|Short Text>description|Order Quantity>quantity|Net Price>unit_price|Net Order Value>amount|Curr.>currency",
  "Einkaufsbeleg>document_number|Position>line_number|Bestelldatum>document_date|Lieferant>vendor_name|Kurztext>description|Bestellmenge>quantity|Nettopreis>unit_price|Nettobestellwert>amount|Währg>currency|Kostenstelle>cost_centre",
  "Bestellnummer>document_number|Pos.>line_number|Datum>document_date|Lieferant>vendor_name|Bezeichnung>description|Menge>quantity|Einzelpreis>unit_price|Nettobetrag>amount|Währung>currency",
  "Order ID>document_number|Supplier Name>vendor_name|Ordered Date>document_date|Amount>amount|Currency>currency|Cost Center>cost_centre",
  "PO No.>document_number|PO Line>line_number|PO Date>document_date|Supplier ID>vendor_id|Supplier Name>vendor_name|Item Description>description|Qty>quantity|Price>unit_price|Line Amount>amount|Currency Code>currency",
  "Purchase Order>document_number|Vendor Name>vendor_name|Net Value>amount|Currency>currency|GL Account>ledger_account|Department>cost_centre|Start Date>period_start|End Date>period_end",
  "Purchase Ordr No>document_number|Vendor Nm>vendor_name|Order Dt>document_date|Net Amt>amount|Currency>currency|Descr>description",
  "Ebeln>document_number|Ebelp>line_number|Bedat>document_date|Lifnr>vendor_id|Txz01>description|Menge>quantity|Netpr>unit_price|Netwr>amount|Waers>currency|Sakto>ledger_account|Kostl>cost_centre",
  "Order Number>document_number|Order Date>document_date|Supplier>vendor_name|Net Amount>amount|Tax Amount>tax_amount|Currency>currency|Contract Number>contract_id",
  "Purchase Order Number>document_number|Purchase Order Date>document_date|Vendor ID>vendor_id|Vendor Name>vendor_name|Monetary Amount>amount|Currency>currency|Account>ledger_account|Cost Center>cost_centre",
  "PO>document_number|Company Code>entity|Vendor No>vendor_id|Amount>amount|Currency>currency|Description>description|Contract>contract_id",
  "Bestellnr.>document_number|Kreditor>vendor_name|Bestellwert>amount|Währung>currency|Sachkonto>ledger_account|Kostenstelle>cost_centre|Leistungsbeginn>period_start|Leistungsende>period_end",
];

const invoice: readonly string[] = [
  "Invoice Number>document_number|Invoice Date>document_date|Vendor ID>vendor_id|Vendor Name>vendor_name|Net Amount>amount|Tax Amount>tax_amount|Currency>currency|Purchase Order Number>purchase_order",
  "Invoice No.>document_number|Inv. Date>document_date|Supplier>vendor_name|Amount>amount|VAT>tax_amount|Curr>currency|PO No>purchase_order|Cost Center>cost_centre",
  "Rechnungsnummer>document_number|Rechnungsdatum>document_date|Lieferant>vendor_name|Nettobetrag>amount|MwSt>tax_amount|Währung>currency|Bestellnummer>purchase_order|Kostenstelle>cost_centre",
  "Rechnung Nr.>document_number|Belegdatum>document_date|Kreditor>vendor_name|Rechnungsbetrag netto>amount|USt>tax_amount|Währg>currency|Sachkonto>ledger_account",
  "Bill No>document_number|Bill Date>document_date|Vendor>vendor_name|Line Amount>amount|Currency>currency|Account>ledger_account|Memo>description",
  "Invoice ID>document_number|Invoice Date>document_date|Supplier Number>vendor_id|Supplier Name>vendor_name|Line Number>line_number|Line Amount>amount|Currency Code>currency|Description>description",
  "Numéro de facture>document_number|Date de facture>document_date|Fournisseur>vendor_name|Montant HT>amount|Devise>currency|TVA>-",
  "Número de factura>document_number|Fecha factura>document_date|Proveedor>vendor_name|Importe neto>amount|Moneda>currency|IVA>-",
  "Invoce Number>document_number|Invoice Dat>document_date|Vender Name>vendor_name|Net Amount>amount|Currency>currency|PO Number>purchase_order",
  "Supplier Invoice Number>document_number|Supplier>vendor_name|Invoice Date>document_date|Net Amount>amount|Tax>tax_amount|Currency>currency|Company>entity|Service Start>period_start|Service End>period_end",
  "Vendor Invoice>document_number|Vendor No>vendor_id|Invoice Date>document_date|Quantity>quantity|Unit Price>unit_price|Amount Net>amount|VAT Amount>tax_amount|CCY>currency",
  "Invoice>document_number|Date>document_date|Vendor>vendor_name|Total>amount|Currency>currency|GL Account>ledger_account|Dept>-",
  "Invoice_Number>document_number|Invoice_Date>document_date|Vendor_Id>vendor_id|Vendor_Name>vendor_name|Amount>amount|Currency>currency|PO_Number>purchase_order|Cost_Centre>cost_centre",
  "Bill Number>document_number|Vendor Name>vendor_name|Bill Date>document_date|Amount>amount|Currency>currency|Purchase Order>purchase_order|Period Start>period_start|Period End>period_end",
  "Rechnungs-Nr.>document_number|Rechnungsdat.>document_date|Lieferantenname>vendor_name|Lieferantennr.>vendor_id|Betrag netto>amount|Währung>currency|Bestell-Nr.>purchase_order",
];

export const headerSets: readonly HeaderSet[] = [
  ...ledger.map((header) => ({ dataset: "ledger" as const, header })),
  ...purchase.map((header) => ({ dataset: "purchase" as const, header })),
  ...invoice.map((header) => ({ dataset: "invoice" as const, header })),
];

/** Headers of which nobody can say what the amount or the date is. */
export const doubtfulHeaders: readonly HeaderSet[] = [
  { dataset: "ledger", header: "Account|Date|Transaction Date|Amount|Currency" },
  { dataset: "ledger", header: "Account|Posting Date|Amount|Net Amount|Currency" },
  { dataset: "ledger", header: "Account|Posting Date|Amount|Debit/Credit|Currency" },
  { dataset: "ledger", header: "Account|Posting Date|Buchungsdatum|Amount|Currency" },
  { dataset: "ledger", header: "Account|Postng Dat|Amount|Currency|Text" },
  { dataset: "ledger", header: "Account|Posting Date|Amuont|Currency|Text" },
  { dataset: "ledger", header: "Account|Posting Date|Debit Amnt|Credit Amnt|Currency" },
  { dataset: "purchase", header: "PO Number|Vendor|Amount|Total|Currency" },
  { dataset: "purchase", header: "PO Number|Order Date|PO Date|Vendor|Amount|Currency" },
  { dataset: "purchase", header: "PO Number|Vendor|Net Amuont|Currency|Description" },
  { dataset: "invoice", header: "Invoice Number|Date|Document Date|Vendor|Net Amount|Currency" },
  {
    dataset: "invoice",
    header: "Invoice Number|Invoice Date|Vendor|Net Value|Net Amount|Currency",
  },
];
