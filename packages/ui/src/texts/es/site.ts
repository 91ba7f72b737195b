/** A site that says who people are: its keys, and the names that it stands for, in Spanish. */
export const siteTexts = {
  site: {
    title: 'Inicio de sesión por un sitio',
    hint: 'Un sitio que tiene este grupo en sus páginas puede decir a todos quiénes son sus visitantes. Junto a sus nombres se ve entonces qué sitio lo dice. Aquí no obtiene ningún poder.',
    begin: 'Dejar que un sitio identifique a la gente',
    save: 'Guardar',
    name: 'Nombre del sitio',
    nameHint: 'Tal como lo leerán todos, por ejemplo shop.example.',
    nameEmpty: 'Di cómo se llama el sitio.',
    rename: 'Guardar el nombre',
    key: 'Clave pública del sitio',
    keyHint:
      'Como JWK, que empieza por {, o como PEM, que empieza por -----BEGIN PUBLIC KEY-----. Ed25519 o P-256.',
    keyFaults: {
      empty: 'Pega la clave pública del sitio.',
      'not-a-key':
        'Esto no es una clave entera. Pega una clave desde su primer signo hasta el último: un JWK, o PEM con sus dos líneas de guiones.',
      private:
        'Esto es una clave privada, que nunca debe salir del servidor del sitio. Pega la pública. Si otros pueden haberla visto, crea un par nuevo.',
      'other-kind':
        'Esta clave es de otro tipo. Aquí se firma con Ed25519 (EdDSA) o P-256 (ES256): crea un par de esos.',
      same: 'Esta clave ya está aquí.',
    },
    role: 'En qué convierte a un invitado',
    roles: { member: 'En miembro', guest: 'Sigue siendo invitado' },
    roleHints: {
      member: 'Lee y escribe. A nadie se le hace más que eso.',
      guest: 'Su nombre está verificado, y nada más cambia.',
    },
    keys: 'Claves del sitio',
    addKey: 'Añadir una clave',
    addKeyHint:
      'Para cambiar de clave, añade la nueva, haz que el sitio firme con ella y luego retira la antigua.',
    full: (n: string) => `Hay ${n} claves y no caben más. Retira una primero.`,
    takeOut: 'Retirar',
    takeOutName: (key: string) => `Retirar ${key}`,
    takeOutTitle: '¿Retirar esta clave?',
    takeOutHint:
      'Quien entró con ella vuelve a llamarse por su propio nombre, sin la marca, y vuelve a ser invitado si la clave lo había hecho miembro. Con otra clave puede identificarse de nuevo.',
    takeOutLast: 'Es la única: después ningún sitio identifica a nadie aquí.',
    takeOutStolen:
      'Si la robaron, expulsa también, en la lista de personas, a quienes identificó sin derecho.',
    audience: 'Este grupo, para el servidor del sitio',
    audienceHint: 'Cada token lo nombra como «aud».',
    copy: 'Copiar',
    copied: 'Copiado',
    verifiedBy: (site: string) => `verificado por ${site}`,
    notVerified: (site: string) => `no verificado por ${site}`,
    ownName: (site: string) => `identificado en ${site}, el nombre lo eligió la persona`,
  },
}
