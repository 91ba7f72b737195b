/** The panes of the window and the ways between them, in Arabic. */
import { count } from './grammar.ts'

export const shellTexts = {
  shell: {
    back: 'رجوع',
    close: 'إغلاق',
    width: { groups: 'عرض قائمة المجموعات', side: 'عرض اللوحة بجانب المحادثة' },
    pixels: (n: number) =>
      count(n, {
        zero: '# بكسل',
        one: 'بكسل واحد',
        two: 'بكسلان',
        few: '# بكسلات',
        many: '# بكسلًا',
        other: '# بكسل',
      }),
    more: 'المزيد',
    sideOf: {
      thread: 'سلسلة',
      threads: 'السلاسل',
      pins: 'المثبَّت',
      mentions: 'الإشارات',
      announcements: 'الإعلانات',
      questions: 'الأسئلة',
      about: 'عن هذه المجموعة',
    },
  },
}
