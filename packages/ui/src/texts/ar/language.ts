/** Choosing a language, in Arabic. */
export const languageTexts = {
  language: {
    title: 'اللغة',
    label: 'لغة Parley',
    hint: 'على هذا الجهاز فقط. تبقى الرسائل كما كُتبت.',
    auto: (name: string) => `كما في هذا المتصفح: ${name}`,
    failed: 'تعذّر جلب هذه اللغة الآن. تحتاج إلى الشبكة مرة واحدة.',
  },
}
