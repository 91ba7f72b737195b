/** A class on a teacher's laptop, in Spanish. */
import { count } from './grammar.ts'

export const classroomTexts = {
  classroom: {
    whoTitle: 'Te damos la bienvenida a tu clase',
    whoHint: 'Di quién eres. Tu alumnado verá este nombre.',
    goOn: 'Continuar',
    title: 'Tu clase',
    hint: 'Ponle un nombre. Después la pizarra muestra a todos cómo entrar.',
    name: 'Nombre de la clase',
    nameEmpty: 'La clase necesita un nombre.',
    start: 'Empezar la clase',
    failed: 'No se pudo guardar la clase en este dispositivo. Inténtalo de nuevo.',

    show: 'Mostrar en la pizarra',
    join: 'Entra en la clase',
    wifi: 'Conéctate a la misma wifi que este ordenador.',
    open: 'Apunta con la cámara al cuadrado o abre esta dirección en tu navegador:',
    code: 'Con la dirección: di tu nombre, pulsa «Unirse» y escribe este código:',
    codeAway: 'El relay no está. Cuando vuelva, aquí aparecerá un código para escribir.',
    qr: 'Código QR de la clase',
    here: (n: number) =>
      count(n, {
        one: '# estudiante está dentro',
        many: '# de estudiantes están dentro',
        other: '# estudiantes están dentro',
      }),
    waiting: (n: number) =>
      count(n, {
        one: '# espera para entrar',
        many: '# esperan para entrar',
        other: '# esperan para entrar',
      }),
    openGroup: 'Ir a la clase',
    full: 'Pantalla completa',
    leaveFull: 'Salir de pantalla completa',
    address: 'Dirección en la pizarra',
    alone:
      'Este ordenador aún no está en ninguna red. Conéctalo a la wifi o abre en él un punto de acceso; la dirección aparecerá aquí sola.',
    noLink:
      'Ahora ningún enlace deja entrar a nadie. Al expulsar a alguien terminan todos los enlaces anteriores.',
    gone: 'Este grupo no está en este dispositivo.',

    joinGroup: 'Entra',
    toGroup: 'Ir al grupo',
    scan: 'Apunta con la cámara al cuadrado, di tu nombre y ya estás dentro.',
    localLink:
      'Este enlace lleva solo a este ordenador. Muestra mejor la pizarra: por ella entra tu alumnado.',

    codeHint: 'Pega el enlace que te enviaron o escribe el código de clase de la pizarra.',
    noSuchCode: 'Aquí no hay ninguna clase con este código. Compáralo con la pizarra.',
    codeLater: 'Ahora no se pudo consultar el código. Inténtalo de nuevo en un momento.',
    emptyHint: 'Escanea el cuadrado de la pizarra, o pulsa «Unirse» y escribe el código de clase.',
  },
  plainHttp: {
    say: 'En esta dirección la aplicación solo se abre mientras se alcance el relay, y cualquiera en esta red podría sustituir la página. Lo que escribes se guarda en este dispositivo.',
  },
}
