/** The words of a school, for a group that is a class, in Japanese. */
export const schoolTexts = {
  inClass: {
    roles: {
      founder: '担任の先生',
      owner: '先生',
      admin: '副担任',
      moderator: 'アシスタント',
      member: '生徒',
    },
    roleMeans: {
      founder: 'クラスを始めた人で、外すことはできません。',
      owner: 'クラスのルールを決め、副担任を任命します。',
      moderator: '指名、参加の承認、ミュート、退出、ほかの人が書いたものの削除ができます。',
      guest: '読むことができます。書き込みはクラスが認める場合だけです。',
    },
    group: {
      tabList: 'このクラスについて',
    },
    people: {
      list: 'このクラスの参加者',
      remove: 'クラスから外す',
      notAllowed: 'このクラスのルールでは、もうその操作はできません。',
    },
    removing: {
      title: (name: string) => `${name}をクラスから外しますか？`,
    },
    leaving: {
      open: 'クラスを退出',
      title: 'このクラスを退出しますか？',
      founder:
        'このクラスを始めた人なので、退出できません。誰かがいつでもクラスを導ける必要があります。自分だけ静音にするか、ロックして先生とアシスタントだけが書けるようにできます。',
      ownerAlone:
        'このクラスの先生はほかにいません。退出すると、誰もルールを変更できなくなります。',
    },
    secondOwner: {
      title: '2人目の先生を追加',
      hint: 'このクラスの先生は自分だけです。デバイスを失うと、誰もルールを変更できなくなります。信頼できる人を選んでください。',
      dialogTitle: '誰と一緒にクラスを教えますか？',
      dialogHint: '先生はルールを変更し、副担任を任命します。役割はいつでも変更できます。',
      make: '先生にする',
    },
    rules: {
      name: 'クラス名',
      quietForMe: 'このクラスを自分だけ静音にする',
      announcementsHint:
        '書くのは先生とアシスタントです。ほかの人はリアクションと、スレッドでの返信ができます。',
      slowHint: '生徒が次の投稿まで待つ時間です。先生とアシスタントは待ちません。',
      lock: 'クラスをロック',
      locked: 'クラスはロック中',
      lockHint:
        '書き込みとリアクションは先生とアシスタントだけになり、リンクでは誰も参加できなくなります。',
      readOnly: 'これらを変更できるのは先生だけです。',
    },
    bars: {
      muted: '先生かアシスタントが解除するまでミュートされています',
      announcementsHint:
        '書くのは先生とアシスタントです。ほかの人はリアクションと、スレッドでの返信ができます。',
      locked: 'このクラスはロックされています',
      lockedHint: '今は先生とアシスタントだけが書きます。引き続き読むことができます。',
      guestHint: 'ゲストは読むことができます。書くには、先生に生徒にしてもらってください。',
    },
    states: {
      left: 'このクラスを退出しました',
      removed: (by: string) => `${by}によってこのクラスから外されました`,
      removedUnknown: 'このクラスから外されました',
      forgetTitle: 'このクラスをこのデバイスから外しますか？',
      closed: 'リレーはこのクラスをもう中継していません',
    },
    log: {
      found: (by: string) => `${by}がクラスを始めました`,
      name: (by: string, name: string) => `${by}がクラスの名前を「${name}」にしました`,
      picture: (by: string) => `${by}がクラスの画像を変更しました`,
      pictureGone: (by: string) => `${by}がクラスの画像を削除しました`,
      a: {
        founder: '担任の先生',
        owner: '先生',
        admin: '副担任',
        moderator: 'アシスタント',
        member: '生徒',
      },
      changes: {
        lockedOn: 'クラスをロック',
        lockedOff: 'クラスのロックを解除',
      },
    },
    waiting: {
      lockedTitle: 'このクラスはロックされています',
      lockedHint:
        '今は誰も参加を申請できません。ロックが解除されると申請は自動で送られ、先生が返答します。',
      screenHint:
        '先生が一人ずつ参加を認めます。このページは閉じてもかまいません。承認され、その後に両方がオンラインになると、自動で参加します。',
    },
    invite: {
      warning: 'このリンクを持つ人は、クラスのすべてを読めます。渡す相手に注意してください。',
      warningApproval: 'このリンクを開いた人は、先生かアシスタントが参加を認めるまで待ちます。',
      approveHint: 'リンクを開いた人は、先生かアシスタントが参加を認めるまで待ちます。',
    },
    commands: { quiet: 'このクラスを自分だけ静音にする…' },
    marking: { quiet: '自分だけ静音にする', loud: '自分だけの静音をやめる' },
    conversation: {
      beginning: 'ここがクラスの始まりです。',
    },
    threads: {
      list: 'このクラスのスレッド',
    },
    pins: {
      list: 'このクラスで固定されたもの',
    },
    profile: {
      groupTitle: 'クラスのプロフィール',
      groupPicture: 'クラスの画像',
      descriptionHint: 'このクラスについて。クラスの全員に表示されます。',
      gone: 'もうこのクラスにいません。',
      came: { founded: (when: string) => `このクラスを始めました：${when}` },
    },
  },
}
