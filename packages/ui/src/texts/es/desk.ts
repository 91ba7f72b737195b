/** Support: what visitors of a page read, and whoever answers them, in Spanish. */
import { count } from './grammar.ts'

export const deskTexts = {
  desk: {
    visitor: (code: string) => `Visitante ${code}`,
    greeting: '¿En qué podemos ayudar? Escríbenos aquí.',
    comeBack: 'Responderemos aquí; puedes cerrar esta página y volver.',
    isHere: (team: string) => (team === '' ? 'Hay alguien aquí' : `Hay alguien de ${team} aquí`),
    readers: (n: number) =>
      count(n, {
        one: '# persona puede leer esto',
        many: '# de personas pueden leer esto',
        other: '# personas pueden leer esto',
      }),
    title: 'Asistencia',
    sectionTitle: 'Asistencia en una página web',
    sectionHint:
      'Estas líneas dan a cada visitante de una página una conversación privada con los miembros de este grupo. Nadie entra en el grupo con ellas. Quien puede abrir la página puede ver quién es miembro.',
    make: 'Crear las líneas',
    lines: 'Líneas para la página',
    copy: 'Copiar las líneas',
    copied: 'Copiado',
    elsewhere: (name: string) => `${name} creó líneas en otro dispositivo. Están en uso.`,
    withdraw: 'No atender a más visitantes',
    withdrawn:
      'Quien llegue ahora no encontrará a nadie aquí. Las conversaciones empezadas continúan.',
    waiting: 'En espera',
    answered: 'Respondidas',
    closed: 'Cerradas',
    rowWaiting: (n: number) =>
      count(n, {
        one: '# espera respuesta',
        many: '# esperan respuesta',
        other: '# esperan respuesta',
      }),
    rowNone: 'Nadie espera',
    nobodyWaits: 'Nadie espera respuesta.',
    emptyTitle: 'Ningún visitante ha escrito todavía',
    emptyHint: 'Pon estas líneas en tu página. Lo que escriban sus visitantes aparecerá aquí.',
    since: (when: string) => `espera desde ${when}`,
    page: 'Página',
    from: 'Escribe desde',
    speaks: 'Idioma',
    close: 'Cerrar la conversación',
    reopen: 'Abrir de nuevo',
    isClosed: 'Esta conversación está cerrada. Cualquier mensaje la vuelve a abrir.',
  },
}
