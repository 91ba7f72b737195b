/** Light or dark. "fixed": tests rely on it. */
export const themeTexts = {
  theme: {
    title: 'Appearance',
    legend: 'Light or dark', // fixed
    hint: 'On this device only. “System” follows the device between light and dark.',
    themes: { system: 'System', light: 'Light', dark: 'Dark' }, // fixed
  },
} as const
