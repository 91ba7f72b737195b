/** Choosing a language. The names of the languages themselves are in `languages.ts`. */
export const languageTexts = {
  language: {
    title: 'Language',
    label: 'Language of Parley',
    hint: 'On this device only. Messages stay as they were written.',
    auto: (name: string) => `As in this browser: ${name}`,
    failed: 'That language could not be fetched just now. It needs the network once.',
  },
} as const
