package dev.seedbed.model.local;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.testkit.EndpointContract;
import java.util.Map;

class LocalEndpointContractTest extends EndpointContract {
    @Override
    protected Endpoint open() {
        return RealModel.open(Map.of("threads", 1L));
    }

    @Override
    protected Request slow() {
        return Request.raw("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,", Sampling.of(0, 1_900));
    }

    @Override
    protected int manyCalls() {
        return 4;
    }
}
