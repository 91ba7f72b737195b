/** Light or dark, in Japanese. */
export const themeTexts = {
  theme: {
    title: '外観',
    legend: 'ライトまたはダーク',
    hint: 'このデバイスだけの設定です。「システム」では、デバイスに合わせて切り替わります。',
    themes: { system: 'システム', light: 'ライト', dark: 'ダーク' },
  },
}
