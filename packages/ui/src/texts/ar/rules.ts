/** The rules of a group, and what they mean for somebody who wants to write, in Arabic. */
import { count } from './grammar.ts'

/** By this name it is chosen, told and logged. */
export const announcements = 'إعلانات فقط'
const announcementsHint = 'يكتب المشرفون. ويمكن للآخرين التفاعل والرد في السلاسل.'

export const ruleTexts = {
  rules: {
    mineTitle: 'لك وحدك',
    quietForMe: 'إبقاء هذه المجموعة هادئة',
    quietForMeHint: 'لا تلفت الانتباه ولا تُحسب في عنوان النافذة، على أجهزتك فقط.',

    name: 'اسم المجموعة',
    rename: 'حفظ الاسم',

    writingTitle: 'من يكتب',
    announcements,
    announcementsHint,
    guests: 'يُسمح للضيوف بالكتابة',
    guestsHint: 'وإلا يقرأ الضيوف فقط.',
    slow: 'الوضع البطيء',
    slowHint: 'كم ينتظر العضو بين رسالتين. المشرفون لا ينتظرون.',
    slowOff: 'متوقف',
    slowSeconds: (n: number) =>
      count(n, {
        zero: '# ثانية',
        one: 'ثانية واحدة',
        two: 'ثانيتان',
        few: '# ثوانٍ',
        many: '# ثانية',
        other: '# ثانية',
      }),
    slowMinutes: (n: number) =>
      count(n, {
        zero: '# دقيقة',
        one: 'دقيقة واحدة',
        two: 'دقيقتان',
        few: '# دقائق',
        many: '# دقيقة',
        other: '# دقيقة',
      }),
    slowHours: (n: number) =>
      count(n, {
        zero: '# ساعة',
        one: 'ساعة واحدة',
        two: 'ساعتان',
        few: '# ساعات',
        many: '# ساعة',
        other: '# ساعة',
      }),
    lock: 'قفل المجموعة',
    locked: 'المجموعة مقفلة',
    lockHint: 'المشرفون وحدهم يكتبون أو يتفاعلون، والروابط لا تُدخِل أحدًا.',

    historyTitle: 'ما يستطيع الجدد قراءته',
    everything: 'كل شيء من البداية',
    fromJoining: 'ما يُكتب بعد انضمامهم فقط',

    secrecyTitle: 'التشفير',
    encrypted: 'مشفّرة. لا يقرؤها إلا أجهزة أعضائها ومن يملك رابط دعوة ساريًا. المُرحِّل لا يستطيع.',
    notEncrypted:
      'غير مشفّرة. المُرحِّل ومن يشغّله يستطيع قراءة كل شيء هنا. اختير هذا عند إنشاء المجموعة ولا يمكن تغييره.',
    notEncryptedMark: 'غير مشفّرة',
    readOnly: 'المالكون وحدهم يغيّرون هذا.',
    on: 'مفعّل',
    off: 'متوقف',
  },

  bars: {
    mutedUntil: (when: string) => `أنت مكتوم حتى ${when}`,
    muted: 'أنت مكتوم حتى يلغي مشرف الكتم',
    mutedHint: 'يمكنك القراءة والتفاعل في هذه الأثناء.',
    mutedHintReads: 'يمكنك متابعة القراءة.',
    announcements,
    announcementsHint,
    hushed: 'هدوء الآن',
    hushedHint: 'طلب المعلم الهدوء. يمكنك رفع يدك والتفاعل.',
    locked: 'هذه المجموعة مقفلة',
    lockedHint: 'يكتب هنا المشرفون حاليًا. يمكنك متابعة القراءة.',
    lockedOutHint: 'الروابط لا تُدخِل أحدًا حاليًا، فلا يراك الآخرون بعد. تدخل وحدك حالما تُفتح.',
    guest: 'أنت ضيف هنا',
    guestHint: 'الضيوف يقرؤون هنا. لتكتب، اطلب من مدير أن يجعلك عضوًا.',
    other: 'لا يمكنك الكتابة هنا الآن',
    otherHint: 'يمكنك متابعة القراءة.',
    draft: 'مسودتك محفوظة:',
    slowWait: (left: string) => `الوضع البطيء: تخرج وحدها خلال ${left}.`,
    slowQueued: (left: string) => `تخرج رسالتك خلال ${left}. ثم يمكنك إرسال التالية.`,
    slowRule: (each: string) => `الوضع البطيء: رسالة ${each}.`,
    slowEach: {
      seconds: (n: number) =>
        count(n, {
          zero: 'كل # ثانية',
          one: 'كل ثانية',
          two: 'كل ثانيتين',
          few: 'كل # ثوانٍ',
          many: 'كل # ثانية',
          other: 'كل # ثانية',
        }),
      minutes: (n: number) =>
        count(n, {
          zero: 'كل # دقيقة',
          one: 'كل دقيقة',
          two: 'كل دقيقتين',
          few: 'كل # دقائق',
          many: 'كل # دقيقة',
          other: 'كل # دقيقة',
        }),
      hours: (n: number) =>
        count(n, {
          zero: 'كل # ساعة',
          one: 'كل ساعة',
          two: 'كل ساعتين',
          few: 'كل # ساعات',
          many: 'كل # ساعة',
          other: 'كل # ساعة',
        }),
    },
  },

  states: {
    left: 'غادرت هذه المجموعة',
    leftHint: (when: string) => `كان ذلك: ${when}. ما لديك يبقى على هذا الجهاز.`,
    removed: (by: string) => `أزالك ${by} من هذه المجموعة`,
    removedUnknown: 'أُزلت من هذه المجموعة',
    removedHint: (when: string) =>
      `كان ذلك: ${when}. ما أرسلته من قبل يبقى للجميع؛ وما كتبته بعد ذلك لا يظهر. ما لديك يبقى على هذا الجهاز.`,
    declined: 'لم يُسمح لك بالدخول',
    declinedHint: (when: string) =>
      `رفض مشرف طلبك. كان ذلك: ${when}. إن كنت تظن أن هذا خطأ، فاطلب رابطًا جديدًا من أحد أعضاء المجموعة.`,
    withdrawn: 'سحبت طلبك',
    withdrawnHint: (when: string) => `كان ذلك: ${when}. لتطلب من جديد، افتح الرابط مرة أخرى.`,
    forget: 'إزالة من هذا الجهاز',
    forgetTitle: 'أتريد إزالة هذه المجموعة من هذا الجهاز؟',
    forgetHint: 'تختفي من قائمتك، ويُحذف هنا كل ما قيل فيها، وما لم ترسله أيضًا.',
    forgetHintOutside: 'تختفي من قائمتك مع كل ما كتبته ولم ترسله.',
    forgetKeeps: 'يحتفظ الآخرون بما لديهم، وكذلك أجهزتك الأخرى. للعودة تحتاج إلى دعوة جديدة.',
    forgetAct: 'إزالة',
    closed: 'لم يعد المُرحِّل يشارك في هذه المجموعة بالنسبة إليك',
    closedHint:
      'لا يدخل شيء جديد ولا يخرج. ما لديك يبقى على هذا الجهاز. إن كنت تظن أن هذا خطأ، فأعد التحميل أو اسأل أحد أعضاء المجموعة.',
    deviceRemoved: 'أزال جهازٌ آخر من أجهزتك هذا الجهاز',
    deviceRemovedBrief: 'لا يصل شيء جديد إلى هذه المجموعة هنا.',
    deviceRemovedHint:
      'ما لديك يبقى على هذا الجهاز. لاستخدامه من جديد، احذف بياناته واربطه مرة أخرى.',
    comeBack: 'للعودة، اطلب رابط دعوة جديدًا من أحد أعضائها.',
    waitsForKey: 'أنت في المجموعة. ما يكتبه الآخرون وما تكتبه يُنقل حالما يتصل جهاز أحد الأعضاء.',
    waitsForMore: 'لا يمكن عرض بعض الرسائل بعد. تظهر حالما يتصل جهاز أحد الأعضاء.',
    uninvited: 'هذا المُرحِّل لا يُنشئ مجموعات إلا للمدعوين. اطلب دعوة ممن يشغّله؛ وما كتبته محفوظ.',
    usesNewer: 'بعض ما يحدث هنا يحتاج إلى إصدار أحدث من Parley ولا يظهر. أعد التحميل للتحديث.',
    reload: 'إعادة التحميل',
  },
}
