import { createContext, useContext } from 'react';

/** The CSP nonce of the page, for the few elements of our own that need it. */
export const NonceContext = createContext('');

export const useNonce = (): string => useContext(NonceContext);
