// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"
#include "tests/tools/probejson.h"

#include <QJsonDocument>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {"{\"command\":[\"SET\",\"k\",\"v\"]}"_ba,
            "{\"pipeline\":[[\"INCR\",\"n\"],[\"GET\",\"k\"]]}"_ba,
            "{\"transaction\":[[\"INCR\",\"n\"],[\"GET\",{\"base64\":\"/w==\"}]]}"_ba,
            "{\"command\":[\"SET\",\"k\",9007199254740993,1e300,-0.5,true,false]}"_ba,
            "{\"command\":[null]}"_ba,
            "{\"command\":[{\"base64\":\"*\"}]}"_ba,
            "{\"command\":[],\"pipeline\":[]}"_ba,
            "{\"command\":[\"\\u0000\\ud800\"]}"_ba,
            "[]"_ba,
            QByteArray(2000, '[')};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray line(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto request = parsedProbeRequest(line);
    if (!request) {
        fuzz::promise(!request.error().message.isEmpty());
        const QJsonObject refusal = probeBadRequest(request.error().message);
        fuzz::promise(QJsonDocument::fromJson(QJsonDocument(refusal).toJson()).object() == refusal);
        return 0;
    }
    fuzz::promise(request->form != ProbeRequest::Form::Command || request->commands.size() == 1);
    for (const Command &command : request->commands) {
        fuzz::promise(!command.isEmpty());
        (void)command.name();
        (void)isWrite(command);
    }
    return 0;
}
