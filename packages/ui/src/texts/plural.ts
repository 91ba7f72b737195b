/** Picks the word form that a language uses for a count. The rules are Intl's, the words are ours. */

/** One text per plural category; every language has `other`. `#` stands for the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

const rules = new Map<string, Intl.PluralRules>()

export function plural(locale: string, count: number, forms: PluralForms): string {
  let rule = rules.get(locale)
  if (rule === undefined) rules.set(locale, (rule = new Intl.PluralRules(locale)))
  const form = forms[rule.select(count)] ?? forms.other
  return form.replace('#', new Intl.NumberFormat(locale).format(count))
}
