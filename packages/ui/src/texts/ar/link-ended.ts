/** What is said to whoever follows a link that lets nobody in any more, in Arabic. */
export const linkEndedTexts = {
  linkEnded: {
    title: 'انتهت هذه الدعوة',
    ask: 'اطلب رابطًا جديدًا.',
    reasons: {
      expired: 'كان الرابط صالحًا لوقت محدود، وقد انقضى.',
      'used-up': 'كان الرابط يُدخِل عددًا محدودًا من الأشخاص، وقد دخلوا.',
      withdrawn: 'سحب الرابطَ أحدُ أعضاء المجموعة.',
      'maker-gone': 'من أنشأ الرابط لم يعد في المجموعة، أو لم يعد يدعو أحدًا.',
      outdated: 'تغيّرت المجموعة منذ إنشاء الرابط، فتوقفت روابطها القديمة.',
    },
    kept: 'ما كتبته محفوظ على هذا الجهاز، ويخرج حالما تدخل.',
    keptDraft: 'ما كنت تكتبه محفوظ:',
    newLink: 'لدي رابط جديد',
    remove: 'إزالة من القائمة',
    leave: 'ليس الآن',
    removeTitle: 'أتريد إزالة هذه المجموعة من قائمتك؟',
    removeHint: 'ما كتبته هنا لم يُرسل قط، ويذهب معها.',
    removeAct: 'إزالة',
    row: 'انتهت الدعوة',
  },
}
