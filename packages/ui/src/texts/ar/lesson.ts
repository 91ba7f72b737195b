/** A lesson in a class, in Arabic. */
import { count } from './grammar.ts'

export const lessonTexts = {
  lesson: {
    name: 'الدرس',
    raise: 'ارفع يدك',
    lower: 'أنزل يدك',
    hands: 'الأيدي المرفوعة',
    callOn: (name: string) => `أعطِ الكلمة إلى ${name}`,
    lowerOf: (name: string) => `أنزل يد ${name}`,
    lowerAll: 'أنزل الجميع',
    areUp: (names: string) => `الأيدي المرفوعة: ${names}`,
    hasWord: (name: string) => `الكلمة الآن عند ${name}`,
    youHaveWord: 'الكلمة لك الآن',
    quiet: 'هدوء الآن',
    quietHint: 'يكتب المعلمون والمساعدون فقط، وفي السلاسل أيضًا. ويبقى رفع اليد والتفاعل متاحَين.',
    isQuiet: 'هدوء الآن: المعلمون والمساعدون وحدهم يكتبون.',

    announcements: 'الإعلانات',
    announcementsUnread: (n: number) =>
      count(n, {
        zero: 'الإعلانات، لا غير مقروء',
        one: 'الإعلانات، واحد غير مقروء',
        two: 'الإعلانات، اثنان غير مقروءين',
        few: 'الإعلانات، # غير مقروءة',
        many: 'الإعلانات، # غير مقروء',
        other: 'الإعلانات، # غير مقروء',
      }),
    announcement: 'إعلان',
    announce: 'كإعلان',
    announcing: 'سيصل هذا إلى الصف كإعلان.',
    noAnnouncements: 'لا إعلانات بعد',
    noAnnouncementsHint: 'ما يعلنه معلموك تجده هنا أيضًا، فلا يضيع عليك.',
    announceHint: 'اضغط «كإعلان» بجانب ما تكتبه: يظهر في المحادثة وهنا أيضًا.',

    comingTitle: 'من يدخل',
    comingOpen: 'مفتوح',
    comingOpenHint: 'من لديه الرابط أو الرمز يدخل فورًا.',
    comingEach: 'الموافقة على كل واحد',
    comingEachHint: 'أنت تُدخل كل طالب بنفسك. والتغيير يُنهي الرابط والرمز السابقين.',
  },
}
