/** What is said to whoever follows a link that lets nobody in any more, in Spanish. */
export const linkEndedTexts = {
  linkEnded: {
    title: 'Esta invitación ha terminado',
    ask: 'Pide un enlace nuevo.',
    reasons: {
      expired: 'El enlace valía por un tiempo limitado, y ese tiempo ha pasado.',
      'used-up': 'El enlace dejaba entrar a un número limitado de personas, y ya han entrado.',
      withdrawn: 'Alguien del grupo retiró el enlace.',
      'maker-gone': 'Quien creó el enlace ya no está en el grupo, o ya no invita a nadie.',
      outdated: 'El grupo ha cambiado desde entonces, y sus enlaces anteriores ya no valen.',
    },
    kept: 'Lo que escribiste se guarda en este dispositivo y sale en cuanto estés dentro.',
    keptDraft: 'Lo que estabas escribiendo se conserva:',
    newLink: 'Tengo un enlace nuevo',
    remove: 'Quitar de la lista',
    leave: 'Ahora no',
    removeTitle: '¿Quitar este grupo de tu lista?',
    removeHint: 'Lo que escribiste aquí nunca se envió y se pierde con él.',
    removeAct: 'Quitar',
    row: 'La invitación ha terminado',
  },
}
