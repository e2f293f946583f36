// The library finds its parts through this polyfill and asks for it to be there first.
import 'reflect-metadata';

export * from '@peculiar/x509';
