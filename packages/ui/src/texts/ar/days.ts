/** Going to a day of a conversation, in Arabic. */
export const dayTexts = {
  days: {
    title: 'الانتقال إلى يوم',
    field: 'اليوم',
    go: 'انتقال',
    missing: 'اختر يومًا.',
    none: 'لم يُكتب شيء منذ ذلك اليوم.',
    notHeld: 'ما كُتب حينها ليس على هذا الجهاز بعد. قد يأتي حين يمكن الوصول إلى المُرحِّل.',
  },
}
