/** The panes of the window and the ways between them, in Spanish. */
import { count } from './grammar.ts'

export const shellTexts = {
  shell: {
    back: 'Volver',
    close: 'Cerrar',
    width: {
      groups: 'Ancho de la lista de grupos',
      side: 'Ancho del panel junto a la conversación',
    },
    pixels: (n: number) => count(n, { one: '# píxel', many: '# de píxeles', other: '# píxeles' }),
    more: 'Más',
    sideOf: {
      thread: 'Hilo',
      threads: 'Hilos',
      pins: 'Fijado',
      mentions: 'Menciones',
      announcements: 'Anuncios',
      questions: 'Preguntas',
      about: 'Sobre este grupo',
    },
  },
}
