/** Beside what an overlay opens; it flips by itself where there is no room. */
export type Placement =
  | 'bottom start'
  | 'bottom end'
  | 'bottom'
  | 'top start'
  | 'top end'
  | 'top'
  | 'left'
  | 'right'
