import type { Locator, Page } from "playwright-core";

/** The import as a person works it. */
export class WizardPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  step(title: string): Locator {
    return this.page
      .getByRole("navigation", { name: "Steps of the import" })
      .getByRole("button", { name: title });
  }

  /** Waits until the wizard stands at a step. */
  async at(title: string): Promise<void> {
    await this.page
      .locator('[aria-current="step"]')
      .filter({ hasText: title })
      .waitFor({ timeout: 30_000 });
  }

  file(name: string): Locator {
    return this.page
      .getByRole("navigation", { name: "Files of the import" })
      .getByRole("button", { name });
  }

  column(field: string): Locator {
    return this.page.getByRole("combobox", { name: `Column of ${field}`, exact: true });
  }

  questions(): Locator {
    return this.page.getByRole("list", { name: "To be clarified" });
  }

  async pick(field: string, column: string): Promise<void> {
    await this.column(field).click();
    await this.take(column);
  }

  async choose(label: RegExp, option: string): Promise<void> {
    await this.page.getByRole("combobox", { name: label }).first().click();
    await this.take(option);
  }

  /** Takes an option of the list that is open, and waits until the list has gone. */
  private async take(option: string): Promise<void> {
    await this.page.getByRole("option", { name: option, exact: true }).click();
    await this.page.getByRole("listbox").waitFor({ state: "hidden" });
  }

  async write(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(text);
    await this.page.keyboard.press("Enter");
  }

  async next(): Promise<void> {
    await this.enabled("Next").click();
  }

  async back(): Promise<void> {
    await this.page.getByRole("button", { name: "Back", exact: true }).click();
  }

  /** Clicks Import and waits for what it did. */
  async import(): Promise<void> {
    await this.page.getByRole("button", { name: /^Import \d+ files?$/ }).click();
    await this.page.getByRole("region", { name: "Last import" }).waitFor({ timeout: 60_000 });
  }

  importButton(): Locator {
    return this.page.getByRole("button", { name: /^Import \d+ files?$/ });
  }

  enabled(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  group(title: RegExp): Locator {
    return this.page.getByRole("region", { name: title });
  }
}
