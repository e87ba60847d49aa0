/** What a link is good for: it works, it has been used, its time is over. Runs anywhere. */
export type LinkState = 'valid' | 'used' | 'expired';
