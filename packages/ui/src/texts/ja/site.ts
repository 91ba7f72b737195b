/** A site that says who people are: its keys, and the names that it stands for, in Japanese. */
export const siteTexts = {
  site: {
    title: 'サイトによるサインイン',
    hint: 'このグループをページに置いているサイトは、訪問者がだれかをここの全員に伝えられます。名前には、どのサイトが確認したかが表示されます。サイトがここで権限を得ることはありません。',
    begin: 'サイトにサインインを任せる',
    save: '保存',
    name: 'サイトの名前',
    nameHint: '全員に見える名前です（例: shop.example）。',
    nameEmpty: 'サイトの名前を入力してください。',
    rename: '名前を保存',
    key: 'サイトの公開鍵',
    keyHint:
      '{ で始まる JWK、または -----BEGIN PUBLIC KEY----- で始まる PEM。Ed25519 か P-256 です。',
    keyFaults: {
      empty: 'サイトの公開鍵を貼り付けてください。',
      'not-a-key':
        '鍵が完全ではありません。鍵を一つ、最初の文字から最後の文字まで貼り付けてください。JWK、または上下の行を含む PEM です。',
      private:
        'これは秘密鍵です。サイトのサーバーの外に出してはいけません。公開鍵を貼り付けてください。ほかの人に見られたかもしれない場合は、新しい鍵の組を作ってください。',
      'other-kind':
        'これは別の種類の鍵です。ここでの署名は Ed25519（EdDSA）か P-256（ES256）です。そのどちらかの鍵の組を作ってください。',
      same: 'この鍵はすでにあります。',
    },
    role: 'サインインしたゲストの扱い',
    roles: { member: 'メンバーになる', guest: 'ゲストのまま' },
    roleHints: {
      member: '読み書きができます。それ以上の役割にはなりません。',
      guest: '名前が確認されるだけで、ほかは変わりません。',
    },
    keys: 'サイトの鍵',
    addKey: '鍵を追加',
    addKeyHint:
      '鍵を替えるときは、新しい鍵を追加し、サイトがそれで署名するようにしてから、古い鍵を外します。',
    full: (n: string) => `鍵は${n}個あり、これ以上は追加できません。先に一つ外してください。`,
    takeOut: '外す',
    takeOutName: (key: string) => `外す: ${key}`,
    takeOutTitle: 'この鍵を外しますか？',
    takeOutHint:
      'この鍵でサインインした人は、自分で付けた名前に戻り、確認の印がなくなります。この鍵でメンバーになった人はゲストに戻ります。別の鍵でサインインし直すことができます。',
    takeOutLast: '最後の鍵です。外すと、ここでサインインを任されたサイトはなくなります。',
    takeOutStolen: '盗まれた鍵の場合は、不正にサインインした人を参加者の一覧から外してください。',
    audience: 'サイトのサーバーに伝えるこのグループ',
    audienceHint: 'どのトークンも、これを「aud」に入れます。',
    copy: 'コピー',
    copied: 'コピーしました',
    verifiedBy: (site: string) => `${site}が確認`,
    notVerified: (site: string) => `${site}は未確認`,
    ownName: (site: string) => `${site}でサインイン済み、名前は本人によるもの`,
  },
}
