/** الملفات الشخصية للأشخاص والمجموعات. */
import { count } from './grammar.ts'

export const profileTexts = {
  profile: {
    title: 'ملفك الشخصي',
    groupTitle: 'ملف المجموعة',
    picture: 'صورتك',
    groupPicture: 'صورة المجموعة',
    pictureHint: 'اختر ملفًا، أو اسحبه أو ألصقه هنا. تُصغَّر الصورة على هذا الجهاز قبل إرسالها.',
    choose: 'اختيار صورة',
    change: 'تغيير الصورة',
    takeAway: 'إزالة الصورة',
    faults: {
      kind: 'لا يمكن استخدام هذا النوع من الملفات. اختر صورة JPEG أو PNG أو WebP أو GIF أو AVIF.',
      large: 'هذا الملف أكبر من 40 ميغابايت. اختر ملفًا أصغر.',
      unreadable: 'لا يمكن قراءة هذا الملف كصورة. اختر ملفًا آخر.',
      none: 'لم يكن ذلك ملفًا. اختر صورة من جهازك.',
      failed: 'تعذّر حفظ ذلك على هذا الجهاز. حاول مرة أخرى.',
    },
    status: 'الحالة',
    statusHint: (n: number) => `سطر واحد، عدد الأحرف الأقصى: ${n}، يظهر في كل المجموعات.`,
    statusTooLong: (n: number) => `النص أطول من اللازم. عدد الأحرف الأقصى: ${n}.`,
    saveStatus: 'حفظ الحالة',
    description: 'الوصف',
    descriptionHint: 'موضوع هذه المجموعة. يراه كل من فيها.',
    saveDescription: 'حفظ الوصف',
    accent: 'اللون',
    accentHint: 'لك وحدك، على كل أجهزتك.',
    accentNone: 'تلقائي',
    accents: ['بني', 'أزرق', 'برقوقي', 'أخضر', 'بنفسجي', 'وردي'],
    open: (name: string) => `حول ${name}`,
    gone: 'لم يعد في هذه المجموعة.',
    known: {
      yes: 'قارنت الرموز: إنه الشخص نفسه.',
      no: 'لم تقارن الرموز بعد.',
      changed: 'هويته مختلفة عمّا كانت عليه.',
    },
    came: {
      founded: (when: string) => `أنشأ هذه المجموعة: ${when}`,
      link: (when: string, by: string) => `جاء برابط من ${by}: ${when}`,
      'let-in': (when: string, by: string) => `سمح ${by} بدخوله: ${when}`,
      added: (when: string, by: string) => `أضافه ${by}: ${when}`,
    },
    common: (n: number) =>
      count(n, {
        zero: 'لا مجموعات مشتركة أخرى',
        one: 'مجموعة مشتركة أخرى',
        two: 'مجموعتان مشتركتان أخريان',
        few: '# مجموعات مشتركة أخرى',
        many: '# مجموعة مشتركة أخرى',
        other: '# مجموعة مشتركة أخرى',
      }),
    mention: 'الإشارة إليه',
    edit: 'تعديل ملفك الشخصي',
  },
}
