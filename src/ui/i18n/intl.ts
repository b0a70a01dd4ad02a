/**
 * The browser's formatters, cached by language and kind: creating one costs more than many uses. Times of day count 24 hours in each of them, so that
 * one page never shows 17:30 beside 5:30 PM.
 */
export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

function perLanguage<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>()
  return (language) => {
    const known = made.get(language) ?? make(language)
    made.set(language, known)
    return known
  }
}

export const numbersOf = perLanguage((language) => new Intl.NumberFormat(language))
export const percentsOf = perLanguage((language) => new Intl.NumberFormat(language, { style: 'percent' }))
export const pluralsOf = perLanguage((language) => new Intl.PluralRules(language))
export const choicesOf = perLanguage((language) => new Intl.ListFormat(language, { type: 'disjunction' }))
export const listsOf = perLanguage((language) => new Intl.ListFormat(language, { type: 'conjunction' }))
export const datesOf = perLanguage((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }))
export const instantsOf = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23' }),
)
/** For what is still to come, weekday and zone matter more than seconds. */
export const plannedOf = perLanguage(
  (language) =>
    new Intl.DateTimeFormat(language, {
      weekday: 'short',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    }),
)
/** For what happened on another day. */
export const momentsOf = perLanguage(
  (language) =>
    new Intl.DateTimeFormat(language, {
      ...{ year: 'numeric', month: 'short', day: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    }),
)
export const timesOf = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
)
