/** Being at home on a device: newer versions, being installed, in Arabic. */
export const homeTexts = {
  update: {
    ready: 'إصدار جديد جاهز.',
    take: 'إعادة التحميل',
    later: 'لاحقًا',
    failed: 'تعذّر حفظ ما تكتبه، فلم يُعَد تحميل شيء. حاول مرة أخرى.',
  },
  install: {
    section: 'التطبيق على هذا الجهاز',
    title: 'أبقِ Parley في متناولك.',
    why: 'بعد تثبيته تكون له نافذته وأيقونته، ويُفتح دون شبكة.',
    byHand:
      'في قائمة المشاركة في Safari اختر «إضافة إلى الشاشة الرئيسية». فتكون له أيقونته، ويُفتح دون شبكة، ولا تُمحى بياناته بعد أسبوع من الغياب.',
    install: 'تثبيت',
    notNow: 'ليس الآن',
    understood: 'فهمت',
    installed: 'Parley مثبَّت هنا.',
    none: 'لا يعرض هذا المتصفح تثبيت Parley. وهو يعمل مع ذلك، ودون شبكة أيضًا.',
  },
}
