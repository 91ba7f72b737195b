/** Keyboard shortcuts and the palette, in Arabic. */
import { list } from '../locale.ts'
import { count } from './grammar.ts'

export const commandTexts = {
  commands: {
    palette: 'الانتقال إلى…',
    help: 'اختصارات لوحة المفاتيح',
    previousGroup: 'المجموعة السابقة',
    nextGroup: 'المجموعة التالية',
    previousUnread: 'المجموعة السابقة التي فيها غير مقروء',
    nextUnread: 'المجموعة التالية التي فيها غير مقروء',
    back: 'العودة، أو إغلاق المفتوح',
    newGroup: 'مجموعة جديدة',
    join: 'الانضمام إلى مجموعة',
    mentions: 'الإشارات إليك',
    settings: 'إعداداتك',
    threads: 'سلاسل هذه المجموعة',
    pins: 'المثبَّت في هذه المجموعة',
    about: 'أشخاص هذه المجموعة وإعداداتها',
    invite: 'دعوة أشخاص إلى هذه المجموعة',
    nextMessage: 'الرسالة التالية',
    previousMessage: 'الرسالة السابقة',
    firstMessage: 'أول رسالة',
    lastMessage: 'آخر رسالة',
    details: 'إلى أين وصلت',
    reply: 'رد',
    thread: 'رد في سلسلة',
    edit: 'تعديل',
    react: 'تفاعل',
    pin: 'تثبيت أو إلغاء التثبيت',
    forward: 'إعادة توجيه',
    copyText: 'نسخ النص',
    copyLink: 'نسخ الرابط',
    delete: 'حذف',
  },
  help: {
    hint: 'كل شيء ممكن بلوحة المفاتيح، وكثير منه بمفتاح واحد.',
    show: 'عرض كل المفاتيح',
    sections: { app: 'في كل مكان', group: 'في مجموعة', message: 'على رسالة' },
    messageHint: 'بمفتاح Tab تصل إلى الرسائل؛ وتعمل هذه المفاتيح على الرسالة التي عليها التركيز.',
    loneKeys: 'مفاتيح دون Ctrl أو Alt',
    loneKeysHint:
      'تفتح علامة الاستفهام هذه الورقة من أي مكان. أوقفها إن كنت تتحدث إلى حاسوبك أو تضغط مفاتيح دون قصد.',
    or: 'أو',
  },
  palette: {
    field: 'مجموعة أو شخص أو ما تريد فعله',
    kinds: { group: 'المجموعات', person: 'الأشخاص', command: 'ما يمكن فعله' },
    results: 'ما عُثر عليه',
    nothing: 'لا شيء بهذا الاسم.',
    found: (n: number) =>
      count(n, {
        zero: 'لم يُعثر على شيء',
        one: 'عُثر على واحد',
        two: 'عُثر على اثنين',
        few: 'عُثر على #',
        many: 'عُثر على #',
        other: 'عُثر على #',
      }),
    personIn: (groups: readonly string[]) => `في ${list(groups)}`,
  },
}
