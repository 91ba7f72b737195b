/** Light or dark, in Spanish. */
export const themeTexts = {
  theme: {
    title: 'Apariencia',
    legend: 'Claro u oscuro',
    hint: 'Solo en este dispositivo. «Sistema» cambia con el dispositivo entre claro y oscuro.',
    themes: { system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
  },
}
