/** Exit status 1: understood and refused. The message is the reason, for stderr; empty when it has been said. */
export class Refused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Refused'
  }
}

/** Exit status 2: not a command we know, or not how it is used. */
export class WrongUsage extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WrongUsage'
  }
}

export const EXIT_REFUSED = 1
export const EXIT_WRONG_USAGE = 2
