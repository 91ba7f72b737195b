/** What axe finds wrong with a page as it stands, one line each. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Every rule in the light; in the dark the one that can differ there. */
export async function violations(
  page: Page,
  scheme: 'light' | 'dark' = 'light',
): Promise<string[]> {
  // There is no frame inside, so it need not open a page of its own for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (scheme === 'dark') axe.withRules(['color-contrast'])
  const { violations: all } = await axe.analyze()
  return all
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
    )
}
