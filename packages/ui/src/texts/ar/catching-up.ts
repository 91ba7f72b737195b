/** Knowing where one is: what was missed, who has a message, how complete it all is, in Arabic. */
import { count } from './grammar.ts'

export const catchingUpTexts = {
  catchUp: {
    title: 'ما فاتك',
    line: (since: string) => `غير مقروء منذ ${since}`,
    allRead: 'تعليم كل شيء كمقروء',
    since: (since: string) => `منذ ${since}`,
    messages: (n: number) =>
      count(n, {
        zero: 'لا رسائل جديدة',
        one: 'رسالة جديدة',
        two: 'رسالتان جديدتان',
        few: '# رسائل جديدة',
        many: '# رسالة جديدة',
        other: '# رسالة جديدة',
      }),
    inThread: (n: number) =>
      count(n, {
        zero: 'لا ردود جديدة في سلسلة',
        one: 'رد جديد في سلسلة',
        two: 'ردان جديدان في سلسلة',
        few: '# ردود جديدة في سلسلة',
        many: '# ردًا جديدًا في سلسلة',
        other: '# رد جديد في سلسلة',
      }),
    threadGone: 'على رسالة ليست هنا',
    late: 'وصلت متأخرة',
    mention: 'تشير إليك',
    by: (author: string, text: string) => `${author}: ${text}`,
    deleted: 'محذوفة',
    more: (n: number) =>
      count(n, {
        zero: 'ولا شيء آخر',
        one: 'وواحدة أخرى',
        two: 'واثنتان أخريان',
        few: 'و# أخرى',
        many: 'و# أخرى',
        other: 'و# أخرى',
      }),
    nothing: 'لقد رأيت كل شيء.',
  },
  marking: {
    more: (group: string) => `المزيد عن ${group}`,
    unread: 'تعليم كغير مقروء',
    read: 'تعليم كمقروء',
    quiet: 'إبقاؤها هادئة',
    loud: 'إنهاء الهدوء',
    isMarked: 'معلَّمة كغير مقروءة',
    holdHint: 'اضغط مطوّلًا على مجموعة لإبقائها هادئة أو تعليمها كغير مقروءة وغير ذلك.',
    inThreads: (n: number) =>
      count(n, {
        zero: 'لا ردود غير مقروءة في السلاسل',
        one: 'رد غير مقروء في السلاسل',
        two: 'ردان غير مقروءين في السلاسل',
        few: '# ردود غير مقروءة في السلاسل',
        many: '# ردًا غير مقروء في السلاسل',
        other: '# رد غير مقروء في السلاسل',
      }),
    mentions: (n: number) =>
      count(n, {
        zero: 'لا إشارات إليك غير مقروءة',
        one: 'إشارة إليك غير مقروءة',
        two: 'إشارتان إليك غير مقروءتين',
        few: '# إشارات إليك غير مقروءة',
        many: '# إشارة إليك غير مقروءة',
        other: '# إشارة إليك غير مقروءة',
      }),
  },
  who: {
    title: 'من لديه هذه الرسالة',
    read: 'قرأها',
    received: 'استلمها',
    others: (n: number) =>
      count(n, {
        zero: 'لا آخرون',
        one: 'شخص آخر: لا يُعرف أوصلته بعد',
        two: 'شخصان آخران: لا يُعرف أوصلتهما بعد',
        few: '# آخرون: لا يُعرف أوصلتهم بعد',
        many: '# آخرون: لا يُعرف أوصلتهم بعد',
        other: '# آخرون: لا يُعرف أوصلتهم بعد',
      }),
    nobody: 'لا أحد بعد، بحسب ما يعرفه هذا الجهاز.',
    hidden: 'المجموعات التي فيها أكثر من خمسين شخصًا لا تُخبر من قرأ ماذا.',
  },
  complete: {
    until: (time: string) => `لديك كل ما كان معروفًا حتى ${time}.`,
    missing: 'من المعروف أن بعض الرسائل موجودة لكنها لم تصل إلى هنا بعد.',
  },
}
