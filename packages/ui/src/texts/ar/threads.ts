/** Threads, mentions, pins, forwarding and links to messages, in Arabic. */
import { list } from '../locale.ts'
import { count } from './grammar.ts'

export const threadTexts = {
  threads: {
    composer: 'رد في سلسلة',
    replies: (n: number) =>
      count(n, {
        zero: 'لا ردود',
        one: 'رد واحد',
        two: 'ردان',
        few: '# ردود',
        many: '# ردًا',
        other: '# رد',
      }),
    unread: (n: number) =>
      count(n, {
        zero: 'لا ردود غير مقروءة',
        one: 'رد غير مقروء',
        two: 'ردان غير مقروءين',
        few: '# ردود غير مقروءة',
        many: '# ردًا غير مقروء',
        other: '# رد غير مقروء',
      }),
    last: (when: string) => `آخرها: ${when}`,
    rootMissing: 'ما ترد عليه هذه السلسلة ليس على هذا الجهاز.',
    noReplies: 'لا ردود بعد',
    noRepliesHint: 'ما تكتبه هنا يبقى مع الرسالة أعلاه.',
    openList: 'السلاسل',
    openListUnread: (n: number) =>
      count(n, {
        zero: 'السلاسل، لا ردود غير مقروءة',
        one: 'السلاسل، رد غير مقروء',
        two: 'السلاسل، ردان غير مقروءين',
        few: 'السلاسل، # ردود غير مقروءة',
        many: 'السلاسل، # ردًا غير مقروء',
        other: 'السلاسل، # رد غير مقروء',
      }),
    list: 'سلاسل هذه المجموعة',
    emptyTitle: 'لا سلاسل بعد',
    emptyHint: 'اختر «رد في سلسلة» عند رسالة لترد عليها دون أن تملأ المحادثة.',
    from: (author: string) => `من ${author}`,
    stillMay: 'ما زال بإمكانك الرد: اختر «رد في سلسلة» عند رسالة.',
  },
  mentions: {
    open: 'الإشارات',
    openUnread: (n: number) =>
      count(n, {
        zero: 'الإشارات، لا غير مقروء',
        one: 'الإشارات، واحدة غير مقروءة',
        two: 'الإشارات، اثنتان غير مقروءتين',
        few: 'الإشارات، # غير مقروءة',
        many: 'الإشارات، # غير مقروءة',
        other: 'الإشارات، # غير مقروءة',
      }),
    title: 'الإشارات',
    list: 'ما يشير إليك',
    emptyTitle: 'لم يُشر إليك أحد بعد',
    emptyHint: 'حين يكتب أحد @ واسمك، تجده هنا، في أي مجموعة كان.',
    inThread: 'في سلسلة',
    unread: 'غير مقروءة',
  },
  pins: {
    pin: 'تثبيت',
    unpin: 'إلغاء التثبيت',
    pinned: 'مثبَّتة',
    newest: (author: string, text: string) => `الانتقال إلى المثبَّت. ${author}: ${text}`,
    all: (n: number) =>
      count(n, {
        zero: 'عرض المثبَّت',
        one: 'عرض المثبَّت',
        two: 'عرض المثبَّتتين',
        few: 'عرض كل المثبَّتات (#)',
        many: 'عرض كل المثبَّتات (#)',
        other: 'عرض كل المثبَّتات (#)',
      }),
    list: 'المثبَّت في هذه المجموعة',
    emptyTitle: 'لا شيء مثبَّت',
    emptyHint: 'ثبّت ما ينبغي أن يجده الجميع من جديد: اختر «تثبيت» عند رسالة.',
  },
  forwarding: {
    title: 'إعادة توجيه',
    hint: 'إلى أي مجموعات؟ تُعلَّم بأنها معاد توجيهها، ولا يُذكر من أين.',
    groups: 'المجموعات',
    forward: 'إعادة توجيه',
    none: 'اختر مجموعة واحدة على الأقل.',
    mayNot: 'لا يمكنك الكتابة هناك الآن.',
    done: (groups: readonly string[]) => `أُعيد توجيهها إلى ${list(groups)}`,
    failed: (groups: readonly string[]) => `تعذّر حفظها لأجل ${list(groups)}. حاول مرة أخرى.`,
    forwarded: 'معاد توجيهها',
  },
  messageLinks: {
    copied: 'نُسخ الرابط',
    notYet: 'لم تغادر هذه الرسالة هذا الجهاز بعد. انسخ رابطها بعد أن تغادره.',
    notHeld: 'رسالة هذا الرابط ليست على هذا الجهاز بعد. قد تأتي حين يمكن الوصول إلى المُرحِّل.',
    none: 'رسالة هذا الرابط ليست في هذه المجموعة.',
    dismiss: 'إغلاق',
    looking: 'جارٍ البحث عن الرسالة…',
  },
  usesNewer: 'شيء فيها يحتاج إلى إصدار أحدث من Parley ولا يظهر.',
}
