#include "worker/message.hpp"

namespace slalom::host {

enum class Message : std::uint8_t { info, record, loaded };

// Found by the types of their arguments, so not in an unnamed namespace. One list of members serves both directions.

static std::uint8_t count_of(Message) { return 3; }
static std::uint8_t count_of(Chance) { return chance_names.size(); }
static std::uint8_t count_of(Status) { return status_names.size(); }

template <class Archive, class P>
  requires std::is_same_v<std::remove_const_t<P>, Point>
static void fields(Archive& a, P& p) {
  a(p.step, p.evaluations, p.examples, p.cpu_seconds, p.loss, p.gradient_norm, p.effective_step);
}

template <class Archive, class T>
  requires std::is_same_v<std::remove_const_t<T>, TargetHit>
static void fields(Archive& a, T& t) {
  a(t.target, t.reached, t.step, t.evaluations, t.examples, t.cpu_seconds);
}

template <class Archive, class R>
  requires std::is_same_v<std::remove_const_t<R>, RunRecord>
static void fields(Archive& a, R& r) {
  a(r.id.bytes, r.seed, r.status, r.reason, r.output, r.steps, r.evaluations, r.examples, r.cpu_seconds,
    r.measuring_seconds, r.start_seconds, r.optimizer_share, r.state_bytes, r.chance, r.clock_ended, r.points,
    r.metrics, r.targets, r.trajectory, r.final_w, r.minimizer, r.distance, r.variance.measured, r.variance.theory);
}

template <class Archive, class F>
  requires std::is_same_v<std::remove_const_t<F>, ProblemInfo>
static void fields(Archive& a, F& f) {
  a(f.dimension, f.examples, f.minimum, f.minimum_unknown, f.minimizers, f.metrics, f.window, f.grid, f.landscape,
    f.kept);
}

void put_loaded(ByteWriter& to) { to(Message::loaded); }

void put_facts(ByteWriter& to, const std::string& key, const ProblemInfo& info) { to(Message::info, key, info); }

void put_record(ByteWriter& to, const RunRecord& record) { to(Message::record, record); }

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
        ProblemInfo info;
        from(key, info);
        sink.info(key, info);
        break;
      }
      case Message::record: {
        RunRecord record;
        from(record);
        sink.record(std::move(record));
        break;
      }
    }
  }
}

}  // namespace slalom::host
