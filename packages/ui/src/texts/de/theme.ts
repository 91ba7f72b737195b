/** Light or dark, in German. */
export const themeTexts = {
  theme: {
    title: 'Darstellung',
    legend: 'Hell oder dunkel',
    hint: 'Nur auf diesem Gerät. „System“ wechselt mit dem Gerät zwischen hell und dunkel.',
    themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  },
}
