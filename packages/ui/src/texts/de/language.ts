/** Choosing a language, in German. */
export const languageTexts = {
  language: {
    title: 'Sprache',
    label: 'Sprache von Parley',
    hint: 'Nur auf diesem Gerät. Nachrichten bleiben, wie sie geschrieben wurden.',
    auto: (name: string) => `Wie in diesem Browser: ${name}`,
    failed: 'Diese Sprache konnte gerade nicht geholt werden. Sie braucht einmal das Netz.',
  },
}
