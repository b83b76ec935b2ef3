export const tail = {}
