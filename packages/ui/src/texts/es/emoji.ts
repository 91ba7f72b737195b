/** Choosing emoji, in Spanish. */
import { count } from './grammar.ts'

export const emojiTexts = {
  emoji: {
    title: 'Elige un emoji',
    open: 'Emojis',
    more: 'Más emojis',
    search: 'Buscar emojis',
    found: (n: number) =>
      count(n, { one: 'Encontrado: #', many: 'Encontrados: #', other: 'Encontrados: #' }),
    nothing: 'Nada se llama así. Prueba con otra palabra.',
    loading: 'Un momento…',
    failed: 'La lista no se pudo cargar. Conéctate una vez y se guarda.',
    recent: 'Usados hace poco',
    kinds: 'Tipos de emojis',
    tone: 'Tono de piel',
    tones: ['Ninguno', 'Claro', 'Medio claro', 'Medio', 'Medio oscuro', 'Oscuro'],
    groups: [
      'Caras y sentimientos',
      'Personas',
      '',
      'Animales y naturaleza',
      'Comida y bebida',
      'Lugares y viajes',
      'Actividades',
      'Cosas',
      'Signos',
      'Banderas',
    ],
  },
}
