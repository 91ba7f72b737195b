/** Links to a group, and adding people by hand, in Arabic. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const inviteTexts = {
  invite: {
    open: 'دعوة',
    title: 'دعوة أشخاص',
    hint: 'أرسل هذا الرابط إلى من تريدهم هنا.',
    hintBefore: 'أنشئ رابطًا وأرسله إلى من تريدهم هنا.',
    link: 'رابط الدعوة',
    localLink: 'رابط الدعوة لهذا الحاسوب فقط',
    copy: 'نسخ',
    copied: 'نُسخ',
    share: 'مشاركة',
    copyByHand: 'الرابط محدّد: انسخه بجهازك.',
    warning: 'كل من يملك هذا الرابط يستطيع قراءة المجموعة كلها. شاركه بحذر.',
    warningFromJoining: 'كل من يملك هذا الرابط يستطيع قراءة ما يُكتب من الآن. شاركه بحذر.',
    warningApproval: 'من يفتح هذا الرابط ينتظر حتى يسمح له مشرف بالدخول.',
    warningPower: 'من يأتي بهذا الرابط يستطيع إدخال آخرين وكتمهم وإزالتهم.',
    localhost:
      'هذا الرابط يقود إلى هذا الحاسوب فقط. لدعوة آخرين، افتح Parley بعنوان هذا الحاسوب في شبكتك وأنشئ الرابط هناك.',
    localhostOthers: 'يصل الآخرون في شبكتك بهذا الرابط. أما الذي تحته فلا يُفتح إلا على هذا الحاسوب.',
    linkForOthers: 'رابط للآخرين في شبكتك',
    address: 'عنوان هذا الحاسوب',
    failed: 'تعذّر إنشاء الرابط الآن. حاول مرة أخرى.',

    qrShow: 'رمز QR',
    qrName: 'رمز QR للرابط',
    qrTooLong: 'هذا الرابط أطول من أن يتسع له رمز QR. انسخه بدلًا من ذلك.',

    options: 'من يُدخِل، وإلى متى',
    role: 'يدخلون بدور',
    expires: 'ينتهي',
    uses: 'يُدخِل',
    approve: 'الموافقة على كل شخص',
    approveHint: 'من يفتح الرابط ينتظر حتى يسمح له مشرف بالدخول.',
    usesHonest:
      'كل مُرحِّل يحسب هذا العدد بنفسه: مع أكثر من مُرحِّل، أو دون اتصال، قد يدخل بضعة أشخاص زيادة.',
    make: 'إنشاء رابط',
    expiry: {
      never: 'لا ينتهي',
      hour: 'بعد ساعة',
      day: 'بعد يوم',
      week: 'بعد أسبوع',
      month: 'بعد ثلاثين يومًا',
    },
    anyNumber: 'أي عدد',
    upTo: (n: number) =>
      count(n, {
        zero: 'لا أحد',
        one: 'شخصًا واحدًا',
        two: 'شخصين',
        few: '# أشخاص',
        many: '# شخصًا',
        other: '# شخص',
      }),

    links: 'الروابط المستخدمة',
    joined: (n: number) =>
      count(n, {
        zero: 'لم ينضم أحد',
        one: 'انضم واحد',
        two: 'انضم اثنان',
        few: 'انضم #',
        many: 'انضم #',
        other: 'انضم #',
      }),
    joinedOf: (n: number, all: number) => `انضم ${number(n)} من ${number(all)}`,
    letIn: (n: number) =>
      count(n, {
        zero: 'لم يدخل أحد',
        one: 'دخل واحد',
        two: 'دخل اثنان',
        few: 'دخل #',
        many: 'دخل #',
        other: 'دخل #',
      }),
    asking: (n: number) =>
      count(n, {
        zero: 'لا أحد ينتظر',
        one: 'واحد ينتظر',
        two: 'اثنان ينتظران',
        few: '# ينتظرون',
        many: '# ينتظرون',
        other: '# ينتظرون',
      }),
    cameOf: (n: number, all: number) => `استخدمه ${number(n)} من ${number(all)}`,
    until: (when: string) => `حتى ${when}`,
    endless: 'بلا نهاية',
    approved: 'بموافقة',
    madeBy: (by: string) => `أنشأه ${by}`,
    mine: 'أنشأتَه أنت',
    elsewhere: 'الرابط نفسه لا يعرفه إلا من أنشأه.',
    shown: 'معروض أعلاه',
    show: 'عرض هذا الرابط',
    withdraw: 'سحب',
    withdrawTitle: 'أتريد سحب هذا الرابط؟',
    withdrawHint:
      'لن يُدخِل أحدًا بعد الآن، أينما أُرسل. من جاء به يبقى. يمكنك إنشاء رابط جديد في أي وقت.',
    withdrawn: 'سُحب. هذا الرابط لن يُدخِل أحدًا بعد الآن؛ ومن جاء به يبقى.',
  },

  adding: {
    title: 'إضافة أشخاص',
    open: 'إضافة أشخاص',
    hint: 'أشخاص تشاركهم مجموعة أخرى. يدخلون فورًا دون رابط.',
    none: 'لا أحد هنا لتضيفه: كل من تشاركهم مجموعة موجودون فيها.',
    add: 'إضافة',
    addName: (name: string) => `إضافة ${name}`,
    added: 'أُضيف',
    filter: 'البحث عن شخص',
    nobody: 'لا أحد بهذا الاسم.',
  },

  waiting: {
    title: 'ينتظرون الدخول',
    line: (names: readonly string[]) =>
      count(names.length, {
        zero: `يريد ${list(names)} الدخول.`,
        one: `يريد ${list(names)} الدخول.`,
        two: `يريد ${list(names)} الدخول.`,
        few: `يريد ${list(names)} الدخول.`,
        many: `يريد ${list(names)} الدخول.`,
        other: `يريد ${list(names)} الدخول.`,
      }),
    lineMany: (n: number) =>
      count(n, {
        zero: 'لا أحد ينتظر الدخول.',
        one: 'شخص واحد ينتظر الدخول.',
        two: 'شخصان ينتظران الدخول.',
        few: '# أشخاص ينتظرون الدخول.',
        many: '# شخصًا ينتظرون الدخول.',
        other: '# شخص ينتظرون الدخول.',
      }),
    look: 'عرض',
    unnamed: 'شخص بلا اسم',
    as: (role: string, when: string) => `بدور ${role} · طلب: ${when}`,
    letIn: 'السماح بالدخول',
    letInName: (name: string) => `السماح بدخول ${name}`,
    decline: 'رفض',
    declineName: (name: string) => `رفض ${name}`,
    done: (name: string) => `دخل ${name}.`,
    lockedTitle: 'هذه المجموعة مقفلة',
    lockedHint: 'لا يمكن لأحد طلب الدخول حاليًا. يخرج طلبك وحده حالما تُفتح، ويجيب عنه مشرف.',
    withdraw: 'سحب الطلب',
    withdrawTitle: 'أتريد سحب طلبك؟',
    withdrawHint:
      'لن يُطلب من أحد بعد الآن أن يسمح لك بالدخول، وتختفي المجموعة من قائمتك. لتطلب من جديد، افتح الرابط مرة أخرى.',
    withdrawLoses: 'ما كتبته وأنت تنتظر لم يُرسل قط، ويذهب معه.',
    withdrawAct: 'سحب',
    kept: 'ما تكتبه محفوظ على هذا الجهاز، ويخرج وحده حالما تدخل.',
    screenTitle: 'طلبت الدخول',
    screenHint:
      'يُدخِل المشرف الأشخاص واحدًا واحدًا. يمكنك إغلاق هذه الصفحة: تدخل وحدك بعد موافقته وبعد أن تتصلا كلاكما بالشبكة منذ ذلك الحين.',
  },
}
