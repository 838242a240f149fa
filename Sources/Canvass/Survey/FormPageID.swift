/// A page of a form.
struct FormPageID: Hashable {
  let form: String
  let page: Int
}
