/** A conversation and what one writes, in Arabic. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const talkTexts = {
  conversation: {
    back: 'العودة إلى المجموعات',
    people: (n: number) =>
      count(n, {
        zero: 'لا أحد',
        one: 'شخص واحد',
        two: 'شخصان',
        few: '# أشخاص',
        many: '# شخصًا',
        other: '# شخص',
      }),
    log: 'الرسائل',
    beginning: 'هنا بداية المجموعة.',
    talkBeginning: 'هنا بداية المحادثة.',
    beginningHint: 'ألقِ التحية، أو ادعُ آخرين.',
    beginningHello: 'ألقِ التحية.',
    unreadLine: 'جديد',
    newMessages: (n: number) =>
      count(n, {
        zero: 'لا رسائل جديدة',
        one: 'رسالة جديدة',
        two: 'رسالتان جديدتان',
        few: '# رسائل جديدة',
        many: '# رسالة جديدة',
        other: '# رسالة جديدة',
      }),
    toNewest: 'أحدث الرسائل',
    opening: 'يمكنك الكتابة من الآن. المجموعة في الطريق إليك.',
    joining:
      'يمكنك الكتابة من الآن. تُفتح المجموعة حالما يمكن الوصول إلى المُرحِّل، ويسمح لك أحدهم بالدخول إن كانت تطلب ذلك.',
    missingTitle: 'هذه المجموعة ليست على هذا الجهاز',
    missingHint: 'اطلب رابط دعوة من أحد أعضائها.',
    announce: (author: string, text: string) => `${author}: ${text}`,
  },
  message: {
    actions: 'رسالة',
    edited: 'معدّلة',
    late: 'وصلت متأخرة',
    deleted: 'محذوفة',
    removedBy: (by: string) => `أزالها ${by}`,
    deletionUnsent: 'لم يُرسَل بعد: لا يزال الآخرون يرونها',
    by: (author: string, time: string) => `${author}، ${time}`,
    you: 'أنت',
    status: {
      'on-device': 'محفوظة هنا',
      'on-relay': 'عند المُرحِّل',
      received: 'استُلمت',
      read: 'قُرئت',
    },
    wholeStatus: {
      'on-device': 'محفوظة هنا، ولم تصل إلى المُرحِّل بعد',
      'on-relay': 'عند المُرحِّل: منه يستلمها الآخرون',
    },
    beingKept: 'يُحفظ الآن',
    moreBeingKept: (n: number) =>
      count(n, {
        zero: 'لا شيء آخر يُحفظ الآن',
        one: 'رسالة أخرى تُحفظ الآن',
        two: 'رسالتان أخريان تُحفظان الآن',
        few: '# رسائل أخرى تُحفظ الآن',
        many: '# رسالة أخرى تُحفظ الآن',
        other: '# رسالة أخرى تُحفظ الآن',
      }),
    ofPeople: (status: string, n: number, all: number) =>
      `${status} عند ${number(n)} من ${number(all)}`,
    byAll: (status: string, n: number) => `${status} عند الجميع (${number(n)})`,
    bySomebody: (status: string) => `${status} عند شخص واحد على الأقل`,
    andReceived: (read: string, n: number) => `${read}، واستُلمت عند ${number(n)}`,
    quoteDeleted: 'محذوفة',
    quoteMissing: 'لم تصل إلى هنا بعد',
    jumpToQuoted: (author: string) => `الانتقال إلى ما كتبه ${author}`,
    reaction: (emoji: string, people: readonly string[]) => `${emoji} ${list(people)}`,
    reactionUnsent: (label: string) => `${label} (لم يُرسَل بعد)`,
    holdHint: 'اضغط مطوّلًا على رسالة للرد عليها أو التفاعل معها وغير ذلك. أو المسها ثم المس •••.',
    showAll: 'عرض الكل',
    showLess: 'عرض أقل',
    emojiTitle: 'اختر تفاعلًا',
    failed: 'تعذّر حفظ ذلك على هذا الجهاز. حاول مرة أخرى.',
  },
  deletion: {
    title: 'أتريد الحذف لدى الجميع؟',
    hint: 'تختفي من هذه المجموعة. وقد يتذكرها من قرأها.',
    delete: 'حذف',
    titleOther: (author: string) => `أتريد حذف ما كتبه ${author}؟`,
    hintOther: 'تختفي لدى الجميع، ويرى الجميع أن مشرفًا أزالها.',
  },
  late: {
    title: (n: number) =>
      count(n, {
        zero: 'لم تصل رسائل متأخرة',
        one: 'وصلت رسالة متأخرة',
        two: 'وصلت رسالتان متأخرتان',
        few: 'وصلت # رسائل متأخرة',
        many: 'وصلت # رسالة متأخرة',
        other: 'وصلت # رسالة متأخرة',
      }),
    hint: 'كُتبت من قبل، ووصلت الآن فقط. كل واحدة في مكانها.',
    seenAll: 'رأيتها',
    more: (n: number) =>
      count(n, {
        zero: 'ولا شيء آخر',
        one: 'وواحدة أخرى',
        two: 'واثنتان أخريان',
        few: 'و# أخرى',
        many: 'و# أخرى',
        other: 'و# أخرى',
      }),
  },
  composer: {
    text: 'رسالة',
    send: 'إرسال',
    replyingTo: (author: string) => `ردًا على ${author}`,
    replyingToOwn: 'ردًا على نفسك',
    editing: 'تعديل',
    leave: 'إلغاء',
    count: (bytes: number, limit: number) => `${number(bytes)} من ${number(limit)} بايت`,
    tooLong: (bytes: number, limit: number) =>
      `النص أطول من اللازم: الحد ${number(limit)} بايت، وهذا ${number(bytes)}. نصك محفوظ؛ اختصره أو أرسله على أجزاء.`,
    failed: 'تعذّر حفظ هذا على هذا الجهاز، فلم يُرسل. نصك ما زال هنا.',
    notAllowed: 'قواعد هذه المجموعة لا تسمح لك بكتابة هذا الآن. نصك ما زال هنا.',
  },
}
