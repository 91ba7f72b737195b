/** Light or dark, in German. */
export const themeTexts = {
  theme: {
    title: 'Darstellung',
    legend: 'Hell oder dunkel',
    hint: 'Nur auf diesem Gerät. „Wie das System“ wechselt mit dem Gerät zwischen hell und dunkel.',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  },
}
