/// The standard library: modules in the language itself, for `use`.
///
/// Their texts lie in the folder `stdlib`; the program holds a copy of them.
package enum StandardLibrary {}
