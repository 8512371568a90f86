#include "worker/message.hpp"

#include "run/record_fields.hpp"

namespace slalom::worker {

enum class Message : std::uint8_t { info, record, loaded };

// Found by the types of their arguments, so not in an unnamed namespace. They serve both directions.

static std::uint8_t count_of(Message) { return 3; }

template <class Archive, class Id>
  requires std::is_same_v<std::remove_const_t<Id>, suite::RunId>
static void fields(Archive& a, Id& id) {
  a(id.bytes);
}

template <class Archive, class R>
  requires requires(R& r) { run::each_field([](const run::Field&, auto&) {}, r); }
static void fields(Archive& a, R& r) {
  run::each_field([&](const run::Field&, auto& value) { a(value); }, r);
}

template <class Archive, class F>
  requires std::is_same_v<std::remove_const_t<F>, run::ProblemInfo>
static void fields(Archive& a, F& f) {
  a(f.dimension, f.examples, f.minimum, f.minimum_unknown, f.minimizers, f.metrics, f.window, f.grid, f.landscape,
    f.cached);
}

void put_loaded(ByteWriter& to) { to(Message::loaded); }

void put_info(ByteWriter& to, const std::string& key, const run::ProblemInfo& info) { to(Message::info, key, info); }

void put_record(ByteWriter& to, const run::RunRecord& record) { to(Message::record, record); }

void read_messages(std::span<const std::uint8_t> bytes, const MessageSink& sink) {
  for (ByteReader from(bytes); !from.at_end();) {
    Message message{};
    from(message);
    switch (message) {
      case Message::loaded:
        sink.loaded();
        break;
      case Message::info: {
        std::string key;
        run::ProblemInfo info;
        from(key, info);
        sink.info(key, info);
        break;
      }
      case Message::record: {
        run::RunRecord record;
        from(record);
        sink.record(std::move(record));
        break;
      }
    }
  }
}

}  // namespace slalom::worker
