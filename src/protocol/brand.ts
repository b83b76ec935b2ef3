declare const brand: unique symbol

/** A type that only its own constructor makes: `Brand<number, 'Micros'>` is no plain number. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }
