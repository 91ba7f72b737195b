/** Picks the word form that a language uses for a count. The rules are Intl's, the words are ours. */

/** One text per plural category; every language has `other`. `#` stands for the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

interface Counting {
  readonly rules: Intl.PluralRules
  readonly numbers: Intl.NumberFormat
}

/** Making either costs far more than asking it. */
const made = new Map<string, Counting>()

export function plural(locale: string, count: number, forms: PluralForms): string {
  const { rules, numbers } = countingIn(locale)
  const form = forms[rules.select(count)] ?? forms.other
  return form.includes('#') ? form.replace('#', numbers.format(count)) : form
}

function countingIn(locale: string): Counting {
  const known = made.get(locale)
  if (known !== undefined) return known
  const next = { rules: new Intl.PluralRules(locale), numbers: new Intl.NumberFormat(locale) }
  made.set(locale, next)
  return next
}
