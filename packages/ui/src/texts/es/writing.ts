/** Writing: what can be completed, and what cannot be sent, in Spanish. */
import { count } from './grammar.ts'

export const writingTexts = {
  writing: {
    people: 'Personas',
    emoji: 'Emojis',
    suggestions: (n: number) =>
      count(n, {
        one: '# sugerencia, Intro la acepta',
        many: '# de sugerencias, las flechas eligen, Intro acepta',
        other: '# sugerencias, las flechas eligen, Intro acepta',
      }),
    everyone: 'todos',
    everyoneHint: 'Todos los que están en este grupo',
    noFiles: 'Aún no se pueden enviar archivos. Lo que has escrito sigue aquí.',
  },
}
