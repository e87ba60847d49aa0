import { createContext, useContext } from 'react';

/**
 * The CSP nonce of the page, for the few elements of our own that need it. The server provides it;
 * browsers hide the nonce of what they have loaded, so that there it is empty.
 */
export const NonceContext = createContext('');

export const useNonce = (): string => useContext(NonceContext);
