/** Writing: what can be completed, and what cannot be sent, in Arabic. */
import { count } from './grammar.ts'

export const writingTexts = {
  writing: {
    people: 'الأشخاص',
    emoji: 'رموز تعبيرية',
    suggestions: (n: number) =>
      count(n, {
        zero: 'لا اقتراحات',
        one: 'اقتراح واحد، يأخذه مفتاح الإدخال',
        two: 'اقتراحان، تختار الأسهم ويأخذ مفتاح الإدخال',
        few: '# اقتراحات، تختار الأسهم ويأخذ مفتاح الإدخال',
        many: '# اقتراحًا، تختار الأسهم ويأخذ مفتاح الإدخال',
        other: '# اقتراح، تختار الأسهم ويأخذ مفتاح الإدخال',
      }),
    everyone: 'الجميع',
    everyoneHint: 'كل من في هذه المجموعة',
    noFiles: 'لا يمكن إرسال الملفات بعد. ما كتبته ما زال هنا.',
  },
}
