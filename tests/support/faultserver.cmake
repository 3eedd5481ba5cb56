#The evil HTTP server of the wire's tests.
add_library(test_faultserver STATIC "${CMAKE_CURRENT_LIST_DIR}/faultserver.cpp"
                                    "${CMAKE_CURRENT_LIST_DIR}/faultserver.h")
    target_link_libraries(test_faultserver PUBLIC models_common)
