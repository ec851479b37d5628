/** An account map to begin with: one expense account, and the charges it should carry. */
export const ACCOUNT_MAP_TEMPLATE = `tieout: 1
# An account ties when what is unidentified is at most this.
tolerance: "0"
accounts:
  - account: "650100"
    name: Cloud hosting
    kind: expense            # expense, prepaid or accrued
    basis: billed            # billed, effective, contracted or list
    # The charges this account should carry; add a line per condition.
    charges:
      - { attribute: provider_name, op: exists }
`;
