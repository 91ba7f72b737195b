/** Choosing a language, in Spanish. */
export const languageTexts = {
  language: {
    title: 'Idioma',
    label: 'Idioma de Parley',
    hint: 'Solo en este dispositivo. Los mensajes quedan como se escribieron.',
    auto: (name: string) => `El de este navegador: ${name}`,
    failed: 'Ese idioma no se pudo obtener ahora. Necesita la red una vez.',
  },
}
