/** A group in a page that is not ours, in Spanish. */
export const embeddedTexts = {
  embedded: {
    title: 'Chat',
    open: 'Abrir el chat',
    close: 'Cerrar el chat',
    greeting:
      'Lee lo que se dice aquí y participa donde este grupo lo permita. Lo que escribes se guarda primero en este dispositivo, con red o sin ella.',
    nameHint: 'Quien pueda abrir esta página puede leer lo que escribes. Sin cuenta ni correo.',
    anonymous: 'Seguir en anonimato',
    guest: (n: string) => `Visitante ${n}`,
    away: 'La conversación no se pudo obtener ahora. Lo que envíes se guarda aquí y saldrá con ella.',
    signInRefused: 'No se pudo iniciar tu sesión. Aquí sigues como estabas.',
    whose: 'Averiguando quién está aquí…',
    whoseAway: 'Ahora no se puede averiguar quién está aquí. Se intentará de nuevo.',
    faults: {
      'no-group': 'Esta página no dice qué grupo se abre aquí.',
      'broken-link':
        'El enlace a este grupo está dañado. Quien se ocupa de esta página puede poner uno nuevo.',
      'no-storage':
        'Este navegador no guarda nada para esta página, así que tus mensajes no podrían conservarse. Ocurre en una ventana privada o si se bloquean los datos del sitio.',
      'desk-closed': 'Esta página ya no atiende conversaciones nuevas.',
    },
  },
}
