/**
 * Reason in `rejects` of seqs that were stored and then deleted on request while their session stays: the hole is no
 * loss, and a client that sends them again must not bring them back.
 */
export const DELETED = 'deleted'
