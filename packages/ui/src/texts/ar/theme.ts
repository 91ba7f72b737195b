/** Light or dark, in Arabic. */
export const themeTexts = {
  theme: {
    title: 'المظهر',
    legend: 'فاتح أو داكن',
    hint: 'على هذا الجهاز فقط. «كالنظام» يتبع الجهاز بين الفاتح والداكن.',
    themes: { system: 'كالنظام', light: 'فاتح', dark: 'داكن' },
  },
}
